"""Sites to measure on, the same bytes each time: a number of pages behind one address, or that on many hosts.

A page is as those of municipalities were found to be: 61 KB with 128 links, of which 100 are the menu, and 25 KB of text, half of it the menu.
Addresses are as awkward as found: `&amp;` in queries, Thai paths raw, in %XX and in %xx, needless `/../` and `/./`, `utm_source` and `fbclid`; a tenth
of the pages is windows-874 that only a <meta> names; a tenth stands in sitemap.xml.  Every page can be reached, no link is dead.  So
whoever reads a page twice, misses one or gets a 404 made that mistake alone."""
import os
import random
import urllib.parse

MENU, OWN = 100, 28
WORDS = ("เทศบาลตำบล ตัวอย่าง ในปี พ.ศ. 2566 ประชาชน ในพื้นที่ ก่อสร้าง ถนน "
         "คอนกรีต เสริมเหล็ก หมู่ที่ บ้าน กิจกรรม อบรม ผู้สูงอายุ เด็กเล็ก ศูนย์พัฒนา สาธารณสุข ควบคุมโรค ไข้เลือดออก ประชุม สภา สมัยสามัญ ครั้งที่ ผู้บริหาร พนักงาน "
         "ร่วมกัน ทำความสะอาด วันสำคัญ จิตอาสา พัฒนา คูคลอง รับสมัคร คัดเลือก พนักงานจ้าง ภาษีที่ดิน และสิ่งปลูกสร้าง ชำระ ภายใน เดือน เมษายน ขยะ มูลฝอย "
         "แจ้งเตือน พายุ น้ำท่วม ช่วยเหลือ ผู้ประสบภัย กองช่าง กองคลัง สำนักปลัด กองการศึกษา กองสวัสดิการ ติดต่อ โทรศัพท์ ในวัน และเวลา ราชการ นายกเทศมนตรี "
         "มอบ ถุงยังชีพ ผู้พิการ ผู้ด้อยโอกาส ตรวจเยี่ยม โรงเรียน อนุบาล งานประเพณี ลอยกระทง สงกรานต์ แห่เทียน พรรษา ออกกำลังกาย กีฬา ต้านยาเสพติด").split()
TITLES = ("แผนพัฒนาท้องถิ่น|แผนดำเนินงานประจำปี|รายงานผลการดำเนินงานประจำปี|รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน|คู่มือสำหรับประชาชน|ข้อมูลเชิงสถิติการให้บริการ|"
          "แผนการใช้จ่ายงบประมาณประจำปี|แผนการจัดซื้อจัดจ้าง|ประกาศจัดซื้อจัดจ้าง|สรุปผลการจัดซื้อจัดจ้างรายเดือน|นโยบายการบริหารทรัพยากรบุคคล|แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต|"
          "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต|นโยบายไม่รับของขวัญ|การประเมินความเสี่ยงการทุจริต|แผนปฏิบัติการป้องกันการทุจริต|มาตรการส่งเสริมคุณธรรมและความโปร่งใส|โครงสร้างหน่วยงาน|"
          "ข้อมูลผู้บริหาร|อำนาจหน้าที่|กฎหมายที่เกี่ยวข้อง|ข่าวประชาสัมพันธ์|ถามตอบ|ข้อมูลการติดต่อ").split("|")
THAI = "/ข่าว/%d.html"
STYLE = "".join(".m%d{display:block;margin:0 %dpx 4px 0;padding:2px;color:#334455;font-family:Tahoma,sans-serif}\n" % (i, i) for i in range(40))


def place(n):
    """Where page n lies below the site's folder."""
    if n == 0:
        return "index.html"
    return ("news/%d.html" % n if n % 10 < 6 else "ข่าว/%d.html" % n if n % 10 < 8 else "page/%d.html" % n if n % 10 == 8 else "old/%d.html" % n)


def query(n):
    """A tenth of the pages needs its second parameter too."""
    return "/list.php?id=%d&cat=%d" % (n, n % 17) if n % 10 == 5 else "/news.php?id=%d" % n


def right_address(n):
    if n == 0:
        return "/"
    return query(n) if n % 10 < 6 else urllib.parse.quote("/" + place(n))


def written(n, die):
    """The address of page n as somebody wrote it into a page."""
    odd = die % 1000
    if n == 0:
        return "/"
    if n % 10 < 6:
        before = "/news/../" if odd < 20 else "/./" if odd < 40 else "/"
        after = "&amp;utm_source=line" if 40 <= odd < 46 else "&amp;fbclid=IwAR0x%d" % die if 46 <= odd < 50 else ""
        return before + query(n)[1:].replace("&", "&amp;") + after
    if n % 10 < 8:
        if odd < 500:
            return THAI % n
        coded = urllib.parse.quote(THAI % n)
        return coded.lower() if odd < 510 else coded
    return "/" + place(n)


def sentence(dice, words):
    return "".join(dice.choices(WORDS, k=words))


def named(n):
    """What the menu calls page n, where that is something the checklist asks for: every fourth entry."""
    return TITLES[n // 4 % len(TITLES)] if n % 4 == 1 and n < MENU else None


def menu_of(pages, entries, seed):
    dice = random.Random(seed)
    names = [named(i) or sentence(dice, 5) for i in range(entries)]
    return "\n".join('<li id="menu-item-%d" class="menu-item menu-item-type-custom menu-item-object-custom menu-item-%d"><a class="nav-link m%d" href="%s">'
                     "<span>%s</span></a></li>" % (i, i, i % 40, written(i % pages, 100 + 9 * i), names[i]) for i in range(entries))


def page(n, pages, menu, paragraphs):
    dice = random.Random(n * 7919 + pages)
    children = [c for c in range(5 * n + 1, 5 * n + 6) if c < pages]
    targets = children + [dice.randrange(pages) for _ in range(OWN - len(children))]
    own = "\n".join('<li class="list-group-item"><i class="fa fa-file"></i><a href="%s" title="อ่านต่อ">ประกาศ%s เรื่องที่ %d</a><small>%d มกราคม 2566</small></li>'
                    % (written(t, dice.randrange(100000)), sentence(dice, 4), t, t % 28 + 1) for t in targets)
    text = "\n".join('<p class="MsoNormal" style="margin:0cm 0cm 8pt;text-align:justify;text-indent:2.5em"><span style="font-size:16px;line-height:1.6;font-family:&quot;TH SarabunPSK&quot;,sans-serif;color:#333333">%s %d-%d</span></p>'
                     % (sentence(dice, 15), n, i) for i in range(paragraphs))
    title = named(n) or "%s ที่ %d" % (sentence(dice, 3), n)
    charset = "windows-874" if place(n).startswith("old/") else "utf-8"
    whole = ('<!doctype html>\n<html lang="th"><head><meta charset="%s"><title>%s - เทศบาลตำบลตัวอย่าง</title><style>\n%s</style></head>\n<body>'
             '<nav id="main-menu"><ul class="navbar-nav">\n%s\n</ul></nav>\n<main><h1>%s</h1>\n%s\n<ul class="list-group">\n%s\n</ul></main>\n'
             "<footer>เทศบาลตำบลตัวอย่าง อำเภอตัวอย่าง โทร 0 2000 0000</footer></body></html>\n" % (charset, title, STYLE, menu, title, text, own))
    return whole.encode("cp874" if charset == "windows-874" else "utf-8")


def sitemap(pages):
    """Names http://SITE, which the server turns into the address it was asked by."""
    entries = "".join("<url><loc>http://SITE%s</loc></url>\n" % right_address(n).replace("&", "&amp;") for n in range(0, pages, 10))
    return '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n%s</urlset>\n' % entries


def make(folder, pages, menu_entries=MENU, paragraphs=30, seed=1):
    """A site of so many pages; the bytes of all of them."""
    for name in ("news", "ข่าว", "page", "old"):
        os.makedirs(os.path.join(folder, name))
    menu, total = menu_of(pages, menu_entries, seed), 0
    for n in range(pages):
        whole = page(n, pages, menu, paragraphs)
        total += len(whole)
        with open(os.path.join(folder, place(n)), "wb") as f:
            f.write(whole)
    with open(os.path.join(folder, "sitemap.xml"), "w", encoding="utf-8") as f:
        f.write(sitemap(pages))
    return total


def make_hosts(folder, hosts, pages):
    """One site a host, named by its address; smaller pages (37 KB), as the second kind of site that was measured."""
    return sum(make(os.path.join(folder, host), pages, 55, 18, seed) for seed, host in enumerate(hosts))
