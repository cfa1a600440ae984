#!/usr/bin/env bash
# Makes the certificates of this folder anew: an authority of the tests' own, and servers' certificates by it.
# They prove nothing to anybody else, and their keys are public on purpose.
set -euo pipefail
cd "$(dirname "$0")"

key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key.pem"; }

# sign NAME HOST BEGIN END
sign() {
  key "$1"
  openssl req -new -key "$1.key.pem" -subj "/CN=$2" -out "$1.csr"
  openssl ca -batch -config ca.cnf -in "$1.csr" -out "$1.pem" -notext \
    -startdate "$3" -enddate "$4" -extfile <(printf 'subjectAltName=DNS:%s' "$2")
}

key authority
openssl req -x509 -new -key authority.key.pem -subj '/CN=Tests of Carport' -days 36500 -out authority.pem
touch index.txt
printf '[ca]\ndefault_ca=tests\n[tests]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\ncertificate=authority.pem\nprivate_key=authority.key.pem\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n' >ca.cnf

sign good good.localhost 20200101000000Z 21200101000000Z
sign expired good.localhost 20200101000000Z 20210101000000Z
sign future good.localhost 21100101000000Z 21200101000000Z
sign other other.localhost 20200101000000Z 21200101000000Z
key self
openssl req -x509 -new -key self.key.pem -subj '/CN=good.localhost' -addext 'subjectAltName=DNS:good.localhost' \
  -days 36500 -out self.pem

rm -f ./*.csr ./index.txt* ca.cnf authority.key.pem ./[0-9A-F]*[0-9A-F].pem
