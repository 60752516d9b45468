/* The words of shared drives that ask for permission. */
#include "extract/drive.h"

#define WORDS(text)                                                                                          \
    {                                                                                                        \
        text, sizeof text - 1                                                                                \
    }

/*
 * In a title the words stand alone; addresses and names of classes count anywhere in the page, and only
 * where a page of the drive itself has them.  Empty words stand everywhere.  The drives answer in the
 * language they are asked in, which for us is Thai.
 */
static const struct {
    struct str title, text;
} questions[] = {
    {WORDS("access denied"), WORDS("drive.google.com")},
    {WORDS("google drive - access denied"), WORDS("")},
    {WORDS("you need access"), WORDS("")},
    {WORDS("request access"), WORDS("")},
    {WORDS("google drive - quota exceeded"), WORDS("")},
    {WORDS("google drive - virus scan warning"), WORDS("")},
    {WORDS("sign in - google accounts"), WORDS("")},
    {WORDS(": sign-in"), WORDS("google.com")},
    {WORDS("meet google drive"), WORDS("")},
    {WORDS("google drive"), WORDS("you need access")},
    {WORDS("google drive"), WORDS("you need permission")},
    {WORDS("google drive"), WORDS("accounts.google.com/servicelogin")},
    {WORDS("google drive"), WORDS("accounts.google.com/v3/signin")},
    {WORDS("google drive"), WORDS("accounts.google.com/interactivelogin")},
    {WORDS("sign in to your account"), WORDS("")},
    {WORDS("sign in to your microsoft account"), WORDS("")},
    {WORDS("sign in"), WORDS("login.microsoftonline.com")},
    {WORDS("sign in"), WORDS("login.live.com")},
    {WORDS("sharepoint"), WORDS("accessdenied.aspx")},
    {WORDS("dropbox - "), WORDS("/login")},
    {WORDS(""), WORDS("<form action=\"https://accounts.google.com/")},
    {WORDS(""), WORDS("url=https://accounts.google.com/servicelogin")},
    {WORDS(""), WORDS("action=\"https://drive.usercontent.google.com/download\"")},
    {WORDS(""), WORDS("drive.google.com/requestaccess")},
    {WORDS(""), WORDS("you need access")},
    {WORDS(""), WORDS("drive-viewer")},
    {WORDS(""), WORDS("คุณต้องมีสิทธิ์เข้าถึง")},
    {WORDS(""), WORDS("คุณต้องมีสิทธิ์การเข้าถึง")},
    {WORDS("ขอสิทธิ์เข้าถึง"), WORDS("google.com")},
    {WORDS("ขอสิทธิ์เข้าถึง"), WORDS("เปลี่ยนไปใช้บัญชีที่มีสิทธิ์")},
    {WORDS("ปฏิเสธการเข้าถึง"), WORDS("google.com")},
    {WORDS("การเข้าถึงถูกปฏิเสธ"), WORDS("google.com")},
    {WORDS("google ไดรฟ์"), WORDS("ขอสิทธิ์เข้าถึง")},
    {WORDS("google ไดรฟ์"), WORDS("ต้องมีสิทธิ์")},
    {WORDS("google ไดรฟ์"), WORDS("accounts.google.com/")},
    {WORDS("google ไดรฟ์ - "), WORDS("โควต้า")},
    {WORDS("google ไดรฟ์ - "), WORDS("สแกนไวรัส")},
    {WORDS("ลงชื่อเข้าใช้ - บัญชี google"), WORDS("")},
    {WORDS("ลงชื่อเข้าใช้"), WORDS("accounts.google.com/")},
    {WORDS("ลงชื่อเข้าใช้"), WORDS("login.microsoftonline.com")},
    {WORDS("ลงชื่อเข้าใช้"), WORDS("login.live.com")},
    {WORDS("ลงชื่อเข้าใช้บัญชีของคุณ"), WORDS("microsoft")},
};

static bool
has(struct str s, struct str words)
{
    return words.n == 0 || str_find_nocase(s, words, 0) != STR_NOT_FOUND;
}

bool
drive_asks(struct str title, struct str page)
{
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        if (has(title, questions[i].title) && has(page, questions[i].text))
            return true;
    return false;
}
