"""An old site made by hand: a frame with the menu beside a frame with the content, .php?id= addresses, tables for layout, FONT, no doctype.

"/" is only the FRAMESET; the home page's own content is main.php.  A page that is opened by itself has no menu, only a way back to the
frames at its foot.  End tags of P, LI, TR and TD are left out; documents are named docN and opened by the word Download."""
import html

from skins import base
from skins.base import thai_date


class Skin(base.Skin):
    rows = 0  # of jumps, on the page being drawn

    def page_path(self, page):
        return "/main.php" if page.key == "home" else "/show.php?id=%d" % page.number

    def paper_path(self, paper):
        return "/upload/doc%d%s" % (paper.number, paper.ending)

    def content_type(self):
        """The server says no charset, the page does."""
        return "text/html"

    def frameset_path(self):
        """Home, unless a splash page is there."""
        return "/index2.php" if any(self.site.address(key) == "/" for key in self.site.pages) else "/"

    def extra(self):
        return [(path, self.content_type(), self.encoded(text))
                for path, text in ((self.frameset_path(), self.frameset()), ("/menu.php", self.menu_frame()))]

    # ---- the frames

    def first(self):
        return self.site.pages.get("home") or next(iter(self.site.pages.values()))

    def frameset(self):
        return self.html(":: %s ::" % self.site.agency, f'''<FRAMESET cols="210,*" border=0 frameborder=0>
<FRAME src="menu.php" name="menu" scrolling=auto noresize>
<FRAME src="{html.escape(self.site.address(self.first().key))}" name="content">
<NOFRAMES><BODY><A href="menu.php">menu</A></BODY></NOFRAMES>
</FRAMESET>''')

    def menu_frame(self):
        page = self.first()
        return self.html("menu", f'''<BODY bgcolor="#FFFFCC" topmargin=0 leftmargin=0>
<CENTER><IMG src="images/logo.gif" width=120><BR><B><FONT size=2 color="#006600">{self.site.words(self.site.agency)}</FONT></B></CENTER>
<TABLE width=200 cellpadding=2>{self.menu(self.site.menu)}</TABLE>
{self.blocks(self.site.side, page)}
</BODY>''')

    def html(self, title, rest):
        return (f'<HTML>\n<HEAD>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={self.site.encoding}">\n'
                f"<TITLE>{self.site.words(title)}</TITLE>\n</HEAD>\n{rest}\n</HTML>\n")

    def menu(self, entries, depth=0):
        return "\n".join(self.menu_entry(words, target, depth) for entry in entries for words, target in entry.items())

    def menu_entry(self, words, target, depth):
        words = self.site.words(words)
        if isinstance(target, list):
            return f'<TR><TD bgcolor="#99CC66"><B><FONT size=2>{words}</FONT></B>\n{self.menu(target, depth + 1)}'
        address = html.escape(self.site.address(target, "menu"))
        return f'<TR><TD>{"&nbsp;&nbsp;" * depth}<IMG src="images/bullet.gif"> <A href="{address}" target="content"><FONT size=2>{words}</FONT></A>'

    # ---- a page of the content frame

    def page(self, page):
        """A page without menu that is no frame's content (a splash page) leads home into the frames."""
        self.rows = 0
        drawn = self.body(page)
        if page.bare:
            home = 'href="%s"' % html.escape(self.site.address(self.first().key))
            return self.html(page.title, "<BODY>%s</BODY>" % drawn.replace(home, 'href="%s" target="_top"' % self.frameset_path()))
        back = self.site.words("กลับหน้าหลัก")
        return self.html(page.title, f'''<BODY bgcolor="#FFFFFF">
<TABLE width="95%" align=center border=0><TR><TD>{self.page_heading(page)}
{drawn}
<TR><TD align=center><HR size=1><FONT size=1>{self.footer(page)}</FONT>
<P><A href="{self.frameset_path()}" target="_top"><IMG src="images/home.gif" border=0 alt="{back}"></A>
</TABLE>
</BODY>''')

    def page_heading(self, page):
        w = self.site.words
        shown = "" if page.key == "home" else f'<CENTER><FONT size=4 color="#003399"><B>{w(page.heading)}</B></FONT></CENTER>'
        return shown + (f'<FONT size=1 color=gray>{w("ประกาศเมื่อ " + thai_date(page.date))}</FONT>' if page.date else "")

    def footer(self, page):
        return "<BR>".join(self.site.inline(line, "footer") for line in self.site.footer)

    # ---- blocks

    def block_p(self, text, block, page):
        return f"<P><FONT face=\"MS Sans Serif\" size=2>&nbsp;&nbsp;&nbsp;&nbsp;{self.site.inline(text, page.key)}</FONT>"

    def block_h(self, text, block, page):
        return f'<P><B><FONT size=3 color="#990000">{self.site.inline(text, page.key)}</FONT></B>'

    def block_h3(self, text, block, page):
        return f"<BR><B><U>{self.site.inline(text, page.key)}</U></B><BR>"

    def block_list(self, items, block, page):
        return "<UL>%s</UL>" % "".join(f"<LI>{self.site.inline(item, page.key)}\n" for item in items)

    def block_links(self, links, block, page):
        rows = "".join(f'''<TR bgcolor="{"#FFFFFF" if n % 2 else "#EEEEEE"}"><TD width=20><IMG src="images/new.gif">
<TD>{self.link(self.site.words(i["words"]), self.site.address(i["to"], page.key))}<TD>{self.site.words(thai_date(i["date"])) if i.get("date") else ""}
''' for n, i in enumerate(links))
        return f'<TABLE width="100%" border=0 cellspacing=1>{rows}</TABLE>'

    def block_table(self, table, block, page):
        rows = ([[f"<B>{self.site.inline(c, page.key)}</B>" for c in table["head"]]] if table.get("head") else []) + [
            [self.site.inline(c, page.key) for c in row] for row in table["rows"]]
        return '<TABLE border=1 bordercolor="#999999" cellspacing=0>%s</TABLE>' % "\n".join(
            "<TR>" + "".join(f"<TD valign=top>{cell}" for cell in row) for row in rows)

    def attachment(self, title, address):
        return f'<P>&#8226; {self.site.words(title)} <A href="{html.escape(address)}" target="_blank"><FONT color=red>Download</FONT></A>'

    def block_tabs(self, tabs, block, page):
        """No tabs yet in those days: a row of jumps down the page."""
        self.rows += 1
        name = "t%d_" % self.rows
        jumps = " | ".join(f'<A href="#{name}{n}">{self.site.words(label)}</A>' for n, label in enumerate(tabs))
        return f"<CENTER>[ {jumps} ]</CENTER>" + "".join(
            f'<A name="{name}{n}"></A><HR><B>{self.site.words(label)}</B><BR>{self.blocks(inner, page)}' for n, (label, inner) in enumerate(tabs.items()))

    def block_accordion(self, parts, block, page):
        return "".join(f'''<P><A href="javascript:;" onclick="s=this.nextSibling.style;s.display=s.display?'':'none'"><B>+ {self.site.words(label)}</B></A><DIV
style="display:none">{self.blocks(inner, page)}</DIV>''' for label, inner in parts.items())

    def block_people(self, people, block, page):
        w, cells = self.site.words, []
        for n, person in enumerate(people):
            photo = "" if person.get("photo") is False else f'<IMG src="images/{page.number}_{n}.jpg" width=110 height=140><BR>'
            phone = "<BR>" + w("โทร. %s" % person["phone"]) if person.get("phone") else ""
            cells.append(f'<TD align=center>{photo}<FONT size=2>{w(person["name"])}<BR>{w(person.get("post", ""))}{phone}</FONT>')
        return '<TABLE align=center cellpadding=8>%s</TABLE>' % "".join("<TR>" + "".join(cells[at:at + 3]) for at in range(0, len(cells), 3))
