"""Hand-written pages: flat .html files, a table for the frame, upper-case tags."""
from skins import base


class Skin(base.Skin):
    def page(self, page):
        if page.bare:
            return super().page(page)
        w = self.site.words
        return self.document(page, "<TABLE width='980' align='center'><TR><TD colspan='2'>%s</TD></TR><TR><TD width='200' valign='top'>%s%s</TD>"
                             "<TD valign='top'>%s%s</TD></TR><TR><TD colspan='2'>%s</TD></TR></TABLE>" %
                             (w(self.site.agency), self.menu(self.site.menu), self.blocks(self.site.side, page), self.page_heading(page),
                              self.body(page), self.footer(page)))

    def page_heading(self, page):
        return "" if page.key == "home" else "<P><B><FONT size='4'>%s</FONT></B></P>" % self.site.words(page.heading)
