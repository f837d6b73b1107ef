#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "archive/signing/sign.h"
#include "archive/signing/verify.h"
#include "base/arena.h"
#include "base/file.h"
#include "cmd/shared/cmd.h"
#include "render/output/pdf.h"

struct options {
    const char *key, *password_file, *output, *trust;
    bool sm2;
    struct sign_options sign;
};

static const struct option_row rows[] = {
    {"--key", 0, OPTION_TEXT, offsetof(struct options, key), .value = {"KEY", "密钥"},
     .help =
         {"the key with its certificate, as the CA gave it: a PKCS#12 file\n(.p12, .pfx), or a "
          "token: pkcs11:URI",
          "CA 发放的密钥及证书：PKCS#12 文件（.p12、.pfx），或密码钥匙\n（USB Key）pkcs11:URI"}},
    {"--password-file", 0, OPTION_TEXT, offsetof(struct options, password_file),
     .value = {"F", "文件"},
     .help = {"its first line is the password or PIN", "第一行为密码或 PIN"}},
    {"--password", .kind = OPTION_REFUSED},
    {"--output", 'o', OPTION_TEXT, offsetof(struct options, output),
     .value = {"OUT.pdf", "输出.pdf"},
     .help = {"the signed file; a signed file is never overwritten",
              "签名后的文件；不会覆盖已签名的文件"}},
    {"--field", 0, OPTION_TEXT, offsetof(struct options, sign.field), .value = {"NAME", "名称"},
     .help = {"the field to sign; otherwise the signer's, or the first empty",
              "要签署的签名域；不写时用本人的，其次用第一个空白的"}},
    {"--reason", 0, OPTION_TEXT, offsetof(struct options, sign.reason), .value = {"TEXT", "文字"},
     .help = {"the reason that the signature tells", "签名的事由"}},
    {"--place", 0, OPTION_TEXT, offsetof(struct options, sign.place), .value = {"TEXT", "文字"},
     .help = {"the place that it tells", "签名的地点"}},
    {"--name", 0, OPTION_TEXT, offsetof(struct options, sign.name), .value = {"TEXT", "文字"},
     .help = {"the name that it tells", "签名的姓名"}},
    {"--tsa", 0, OPTION_TEXT, offsetof(struct options, sign.tsa), .value = {"URL", "网址"},
     .help = {"let that timestamp authority prove when it was signed (B-T)",
              "由该时间戳服务证明签署时间（B-T）"}},
    {"--lt", 0, OPTION_FLAG, offsetof(struct options, sign.lt),
     .help = {"put in what proves the certificates, so that it can be verified\nwhen they have "
              "expired (B-LT); needs --tsa",
              "附上证书及其吊销状态的证据，证书到期后仍可验证（B-LT），\n须有 --tsa"}},
    {"--lta", 0, OPTION_FLAG, offsetof(struct options, sign.lta),
     .help = {"and a timestamp over all that, which can be renewed for decades\n(B-LTA; see "
              "archive renew); needs --tsa",
              "再为以上全部加盖时间戳，供长期保管，到期前可续期（B-LTA，\n见 archive renew），须有 "
              "--tsa"}},
    {"--trust", 0, OPTION_TEXT, offsetof(struct options, trust), .value = {"PATH", "路径"},
     .help = {"roots that must vouch for signer and authority, and CRLs: a PEM\nfile or folder",
              "须由其担保签名者和时间戳服务的根证书，及吊销列表：PEM 文件\n或文件夹"}},
    {"--timeout", 0, OPTION_NUMBER, offsetof(struct options, sign.timeout),
     .value = {"SECONDS", "秒数"},
     .help = {"for each answer from the network (20)", "等待网络应答的时间（20）"}, .low = 1,
     .high = 3600},
    {"--experimental-sm2", 0, OPTION_FLAG, offsetof(struct options, sm2),
     .help = {"allow SM2 keys", "允许 SM2 密钥"}},
    {OPTION_ROW_LANGUAGE},
    {0}};

static const struct help help = {
    .forms = {"usage: nianbao sign --key KEY.p12 [OPTION]... -o OUT.pdf IN.pdf",
              "用法：nianbao sign --key 密钥.p12 [选项]… -o 输出.pdf 输入.pdf"},
    .about = {"Signs a PDF (PAdES). The signature is shown in the field that the report prepared "
              "for the\n"
              "signer ([sign] signers), or else cannot be seen. IN.pdf stays as it is. Several "
              "sign one\n"
              "after another: each signs what the one before wrote.\n"
              "The password comes from --password-file, else from NIANBAO_PASSWORD, else it is "
              "asked for.",
              "签署 PDF（PAdES）。报告用“[签名] 签名人”预留了签名域时，签名显示在本人的签名域中；\n"
              "没有预留时签名不可见。输入文件保持不变。多人依次签署：后一人签署前一人的输出文件。\n"
              "密码取自 --password-file，其次 NIANBAO_PASSWORD，否则在终端询问。"},
    .rows = rows,
    .examples =
        {"  nianbao sign --key zhang.p12 --reason Drafted -o drafted.pdf summary.pdf\n"
         "  nianbao sign --key li.p12 --reason Approved --tsa URL --lta -o signed.pdf drafted.pdf\n"
         "  nianbao verify --trust root-ca.pem signed.pdf",
         "  nianbao sign --key 张.p12 --reason 拟稿 -o 拟稿.pdf 总结.pdf\n"
         "  nianbao sign --key 李.p12 --reason 签发 --tsa 网址 --lta -o 已签.pdf 拟稿.pdf\n"
         "  nianbao verify --trust 根证书.pem 已签.pdf"},
    .least = 1,
    .most = 1};

#define PASSWORD_MAX 1024

static void forget(char *password)
{
    if (password != NULL)
        explicit_bzero(password, strlen(password));
}

static char *first_line(char *text)
{
    text[strcspn(text, "\r\n")] = '\0';
    return text;
}

/* One line from the terminal, which shows nothing meanwhile and cannot be left like that by ^C. */
static char *ask(struct arena *a, int terminal, const char *what, enum language language)
{
    struct termios before, silent;
    char line[PASSWORD_MAX];
    dprintf(terminal, language_text(language, "Password of %s: ", "%s 的密码："), what);
    bool hidden = tcgetattr(terminal, &before) == 0;
    silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
    if (hidden)
        tcsetattr(terminal, TCSAFLUSH, &silent);
    ssize_t n = read(terminal, line, sizeof line - 1);
    if (hidden)
        tcsetattr(terminal, TCSAFLUSH, &before);
    dprintf(terminal, "\n");
    line[n > 0 ? n : 0] = '\0';
    char *password = arena_strdup(a, first_line(line));
    explicit_bzero(line, sizeof line);
    return password;
}

/*
 * The first line of file or, file NULL, NIANBAO_PASSWORD or, where that is not set either, what is
 * typed unseen at the terminal, asked for what: never from the command line, which others on the
 * machine can read. "" where there is none of these. NULL on failure, reported.
 */
static char *read_password(struct arena *a, const char *file, const char *what, struct messages *m)
{
    size_t len;
    const char *set = getenv("NIANBAO_PASSWORD");
    if (file != NULL) {
        char *text = file_read(a, file, PASSWORD_MAX, &len, NOWHERE, m);
        return text != NULL ? first_line(text) : NULL;
    }
    if (set != NULL)
        return arena_strdup(a, set);
    int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal < 0)
        return arena_strdup(a, "");
    char *password = ask(a, terminal, what, messages_language(m));
    close(terminal);
    return password;
}

/* Whether two paths name one file that is there. */
static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static struct signer *open_key(struct arena *a, const struct options *o, struct messages *m)
{
    char *password = read_password(a, o->password_file, o->key, m);
    struct signer *key = password != NULL ? signer_open(o->key, password, o->sm2, m) : NULL;
    forget(password);
    return key;
}

/* SOURCE_DATE_EPOCH makes files that can be made again; otherwise now. */
static int64_t signing_time(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    return epoch != NULL && *epoch != '\0' ? strtoll(epoch, NULL, 10) : (int64_t)time(NULL);
}

static void sign(const char *path, struct options *o, struct messages *m)
{
    struct arena *a = arena_new();
    struct trust *trust = NULL;
    struct signer *key = NULL;
    struct buf out = {0};
    size_t len;
    if (same_file(path, o->output)) {
        msg(m, SEV_ERROR, IN_FILE(path), "output-is-input",
            "the signed file cannot take the place of its input: name another with -o",
            "签名后的文件不能覆盖输入文件：请用 -o 另指定文件");
        goto out;
    }
    const char *bytes = file_read(a, path, FILE_SIZE_MAX, &len, NOWHERE, m);
    if (bytes == NULL || (o->trust != NULL && (trust = trust_load(o->trust, m)) == NULL) ||
        (key = open_key(a, o, m)) == NULL)
        goto out;
    o->sign.trust = trust;
    o->sign.time = signing_time();
    if (sign_pdf(a, bytes, len, key, &o->sign, IN_FILE(path), m, &out) == 0)
        cmd_write_marked(o->output, PDF_MAGIC, PDF_MARK, &out, m);
out:
    signer_free(key);
    trust_free(trust);
    buf_free(&out);
    arena_free(a);
}

int cmd_sign(struct command_line *l)
{
    struct options o = {.sign.timeout = SIGN_TIMEOUT};
    bool right = options_read(&help, l, &o);
    o.sign.lt = o.sign.lt || o.sign.lta;
    if (!right || o.key == NULL || o.output == NULL || (o.sign.lt && o.sign.tsa == NULL))
        return options_usage(&help, l);
    struct messages *m = messages_new(l->language);
    sign(l->names[0], &o, m);
    return cmd_end(m, messages_print);
}
