#!/bin/bash
# A throw-away PKI for tests: tests/pki.sh DIR [PORT]. Certificates name http://127.0.0.1:PORT/ for
# the lists of what is revoked (default: what DIR/port says, else 8318). As NAME.pem, NAME.key and
# NAME.p12, whose password is in DIR/password:
#   root inter            CAs; root.crl inter.crl in DER; chain.pem: both
#   online                a CA for which http://127.0.0.1:PORT/ocsp answers; its list is not there
#                         until somebody copies online.list to online.crl
#   zhang li              sign, RSA-2048 and P-256; sm2 signs with SM2
#   zhou wu               sign, issued by online, which revoked wu
#   tsa                   makes timestamps (tsa.cnf for `openssl ts`; big-tsa.cnf: large ones)
#   expired future revoked server    must be refused: server is for TLS only
#   rogue rogue-tsa       another root that nobody trusts (rogue.pem) and a TSA of it
set -e
dir=$1
mkdir -p "$dir"
cd "$dir"
port=${2:-$(cat port 2>/dev/null || echo 8318)}
printf 'test-密码 1' >password
echo 1000 >serial
echo 01 >crlnumber
mkdir -p new
ca_section() { # of the CA $1
    cat <<END
[$1]
certificate = $1.pem
private_key = $1.key
database = $1.txt
serial = serial
crlnumber = crlnumber
new_certs_dir = new
default_md = sha256
default_days = 3650
default_crl_days = 3650
policy = any
unique_subject = no
END
    : >"$1.txt"
}
{ echo '[ca]'; echo 'default_ca = inter'; ca_section inter; ca_section root; ca_section online; } >ca.cnf
cat >>ca.cnf <<END
[any]
countryName = optional
organizationName = optional
commonName = supplied
[root_ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[sub_ca]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:http://127.0.0.1:$port/root.crl
[signer]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:http://127.0.0.1:$port/inter.crl
[ocsp]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
authorityInfoAccess = OCSP;URI:http://127.0.0.1:$port/ocsp
crlDistributionPoints = URI:http://127.0.0.1:$port/online.crl
[tsa]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:http://127.0.0.1:$port/inter.crl
[server]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:http://127.0.0.1:$port/inter.crl
[req]
distinguished_name = dn
utf8 = yes
string_mask = utf8only
prompt = no
[dn]
END
tsa_config() { # of the TSA $1 with the chain $2
    cat <<END
[tsa]
default_tsa = this
[this]
serial = tsa-serial
signer_cert = $1.pem
certs = $2
signer_key = $1.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
END
}
tsa_config tsa inter.pem >tsa.cnf
tsa_config rogue-tsa rogue.pem >rogue-tsa.cnf
tsa_config tsa big.pem >big-tsa.cnf
echo 01 >tsa-serial

{
    # root NAME SUBJECT
    root() {
        openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
        openssl req -config ca.cnf -x509 -new -key "$1.key" -utf8 -subj "/C=CN/O=测试/CN=$2" -days 7300 \
            -extensions root_ca -out "$1.pem"
    }
    # issue NAME SUBJECT EXTENSIONS [OPTION...]: NAME.key is there
    issue() {
        local name=$1 subject=$2 extensions=$3
        shift 3
        openssl req -config ca.cnf -new -key "$name.key" -utf8 -subj "/C=CN/O=示例单位/CN=$subject" -out "$name.csr" \
            ${sm2:+-sm3 -sigopt distid:1234567812345678}
        openssl ca -config ca.cnf -batch -notext -utf8 -preserveDN -extensions "$extensions" -in "$name.csr" -out "$name.pem" \
            ${sm2:+-vfyopt distid:1234567812345678} "$@"
    }
    curve() { openssl ecparam -name "$2" -genkey -noout -out "$1.key"; }
    root root '测试根 CA'
    root rogue '无人信任的 CA'
    for name in inter online li zhou wu tsa expired future revoked server rogue-tsa; do
        curve $name prime256v1
    done
    issue inter '测试签发 CA' sub_ca -name root
    issue online '测试在线 CA' sub_ca -name root
    issue zhou 周在线 ocsp -name online
    issue wu 吴已撤 ocsp -name online
    cat inter.pem root.pem >chain.pem
    cat online.pem chain.pem >cas.pem
    openssl genrsa -out zhang.key 2048
    curve sm2 SM2
    issue zhang 张建国 signer
    issue li 李为民 signer
    issue tsa '测试时间戳' tsa
    issue revoked 王已撤 signer
    issue server www.example.com server
    issue expired 赵过期 signer -startdate 20150101000000Z -enddate 20180101000000Z
    issue future 钱未来 signer -startdate 20990101000000Z -enddate 21000101000000Z
    sm2=yes issue sm2 孙国密 signer
    issue rogue-tsa '假时间戳' tsa -cert rogue.pem -keyfile rogue.key
    for i in 1 2 3; do cat new/*.pem; done >big.pem
    openssl ca -config ca.cnf -revoke revoked.pem
    openssl ca -config ca.cnf -name online -revoke wu.pem
    openssl ca -config ca.cnf -gencrl -out inter-crl.pem
    openssl ca -config ca.cnf -name root -gencrl -out root-crl.pem
    openssl ca -config ca.cnf -name online -gencrl | openssl crl -outform DER -out online.list
    openssl crl -in inter-crl.pem -outform DER -out inter.crl
    openssl crl -in root-crl.pem -outform DER -out root.crl
    for name in zhang li zhou wu expired future revoked server sm2; do
        openssl pkcs12 -export -inkey $name.key -in $name.pem -certfile cas.pem -passout file:password -out $name.p12
    done
} >log 2>&1 || { cat log >&2; exit 1; }
