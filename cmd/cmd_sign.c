#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "archive/signing/sign.h"
#include "archive/signing/verify.h"
#include "base/arena.h"
#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/password.h"
#include "render/output/pdf.h"

static const char usage_en[] =
    "usage: nianbao sign --key KEY.p12 [OPTION]... -o OUT.pdf IN.pdf\n\n"
    "Signs a PDF (PAdES). The signature is shown in the field that the report prepared for the\n"
    "signer ([sign] signers), or else cannot be seen. IN.pdf stays as it is. Several sign one\n"
    "after another: each signs what the one before wrote.\n"
    "The password comes from --password-file, else from NIANBAO_PASSWORD, else it is asked for.\n\n"
    "      --key KEY            the key with its certificate, as the CA gave it: a PKCS#12 file\n"
    "                           (.p12, .pfx), or a token: pkcs11:URI\n"
    "      --password-file F    its first line is the password or PIN\n"
    "  -o, --output OUT.pdf     the signed file; a signed file is never overwritten\n"
    "      --field NAME         the field to sign; otherwise the signer's, or the first empty\n"
    "      --reason TEXT, --place TEXT, --name TEXT    what the signature says\n"
    "      --tsa URL            let that timestamp authority prove when it was signed (B-T)\n"
    "      --lt                 put in what proves the certificates, so that it can be verified\n"
    "                           when they have expired (B-LT); needs --tsa\n"
    "      --lta                and a timestamp over all that, which can be renewed for decades\n"
    "                           (B-LTA; see archive renew); needs --tsa\n"
    "      --trust PATH         roots that must vouch for signer and authority, and CRLs: a PEM\n"
    "                           file or folder\n"
    "      --timeout SECONDS    for each answer from the network (20)\n"
    "      --experimental-sm2   allow SM2 keys\n"
    "      --language LANGUAGE  of messages, zh or en; otherwise the terminal's\n\n"
    "  nianbao sign --key zhang.p12 --reason Drafted -o drafted.pdf summary.pdf\n"
    "  nianbao sign --key li.p12 --reason Approved --tsa URL --lta -o signed.pdf drafted.pdf\n"
    "  nianbao verify --trust root-ca.pem signed.pdf\n";
static const char usage_zh[] =
    "用法：nianbao sign --key 密钥.p12 [选项]… -o 输出.pdf 输入.pdf\n\n"
    "签署 PDF（PAdES）。报告用“[签名] 签名人”预留了签名域时，签名显示在本人的签名域中；\n"
    "没有预留时签名不可见。输入文件保持不变。多人依次签署：后一人签署前一人的输出文件。\n"
    "密码取自 --password-file，其次 NIANBAO_PASSWORD，否则在终端询问。\n\n"
    "      --key 密钥           CA 发放的密钥及证书：PKCS#12 文件（.p12、.pfx），或密码钥匙\n"
    "                           （USB Key）pkcs11:URI\n"
    "      --password-file 文件 第一行为密码或 PIN\n"
    "  -o, --output 输出.pdf    签名后的文件；不会覆盖已签名的文件\n"
    "      --field 名称         要签署的签名域；不写时用本人的，其次用第一个空白的\n"
    "      --reason 文字、--place 文字、--name 文字    签名的事由、地点、姓名\n"
    "      --tsa 网址           由该时间戳服务证明签署时间（B-T）\n"
    "      --lt                 附上证书及其吊销状态的证据，证书到期后仍可验证（B-LT），\n"
    "                           须有 --tsa\n"
    "      --lta                再为以上全部加盖时间戳，供长期保管，到期前可续期（B-LTA，\n"
    "                           见 archive renew），须有 --tsa\n"
    "      --trust 路径         须由其担保签名者和时间戳服务的根证书，及吊销列表：PEM 文件\n"
    "                           或文件夹\n"
    "      --timeout 秒数       等待网络应答的时间（20）\n"
    "      --experimental-sm2   允许 SM2 密钥\n"
    "      --language 语言      提示的语言，zh 或 en；不写时用终端的语言\n\n"
    "  nianbao sign --key 张.p12 --reason 拟稿 -o 拟稿.pdf 总结.pdf\n"
    "  nianbao sign --key 李.p12 --reason 签发 --tsa 网址 --lta -o 已签.pdf 拟稿.pdf\n"
    "  nianbao verify --trust 根证书.pem 已签.pdf\n";

struct options {
    const char *key, *password_file, *output, *trust;
    bool sm2;
    enum language language;
    struct sign_options sign;
};

static bool take_timeout(const char *text, int *out)
{
    char *end;
    long n = strtol(text, &end, 10);
    *out = (int)n;
    return end != text && *end == '\0' && n >= 1 && n <= 3600;
}

/* One option. False: it is unknown or its value is wrong. */
static bool take(struct options *o, int c, const char *value)
{
    switch (c) {
    case 'k': o->key = value; return true;
    case 'p': o->password_file = value; return true;
    case 'o': o->output = value; return true;
    case 'f': o->sign.field = value; return true;
    case 'r': o->sign.reason = value; return true;
    case 'P': o->sign.place = value; return true;
    case 'n': o->sign.name = value; return true;
    case 't': o->sign.tsa = value; return true;
    case 'L': o->sign.lt = true; return true;
    case 'A': o->sign.lt = o->sign.lta = true; return true;
    case 'R': o->trust = value; return true;
    case 'T': return take_timeout(value, &o->sign.timeout);
    case '2': o->sm2 = true; return true;
    case 'l':
        o->language = strcmp(value, "zh") == 0 ? LANG_ZH : LANG_EN;
        return strcmp(value, "zh") == 0 || strcmp(value, "en") == 0;
    default: return false;
    }
}

/* -1: wrong usage; 1: help was asked for. */
static int parse(int argc, char **argv, struct options *o)
{
    static const struct option long_options[] = {
        {"key", required_argument, NULL, 'k'},
        {"password-file", required_argument, NULL, 'p'},
        {"password", required_argument, NULL, 'X'}, /* refused, not taken for the one above */
        {"output", required_argument, NULL, 'o'},
        {"field", required_argument, NULL, 'f'},
        {"reason", required_argument, NULL, 'r'},
        {"place", required_argument, NULL, 'P'},
        {"name", required_argument, NULL, 'n'},
        {"tsa", required_argument, NULL, 't'},
        {"lt", no_argument, NULL, 'L'},
        {"lta", no_argument, NULL, 'A'},
        {"trust", required_argument, NULL, 'R'},
        {"timeout", required_argument, NULL, 'T'},
        {"experimental-sm2", no_argument, NULL, '2'},
        {"language", required_argument, NULL, 'l'},
        {"help", no_argument, NULL, 'h'},
        {0}};
    for (int c; (c = getopt_long(argc, argv, "o:h", long_options, NULL)) != -1;) {
        if (c == 'h')
            return 1;
        if (!take(o, c, optarg))
            return -1;
    }
    bool whole = o->key != NULL && o->output != NULL && argc - optind == 1;
    return whole && (!o->sign.lt || o->sign.tsa != NULL) ? 0 : -1;
}

/* Whether two paths name one file that is there. */
static bool same_file(const char *a, const char *b)
{
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static struct signer *open_key(struct arena *a, const struct options *o, struct messages *m)
{
    char *password = password_read(a, o->password_file, o->key, m);
    struct signer *key = password != NULL ? signer_open(o->key, password, o->sm2, m) : NULL;
    password_forget(password);
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

int cmd_sign(int argc, char **argv, enum language language)
{
    struct options o = {.language = language, .sign.timeout = SIGN_TIMEOUT};
    int asked = parse(argc, argv, &o);
    if (asked != 0)
        return cmd_usage(o.language, asked > 0, usage_en, usage_zh);
    struct messages *m = messages_new(o.language);
    sign(argv[optind], &o, m);
    messages_print(m, stderr);
    int status = messages_status(m);
    messages_free(m);
    return status;
}
