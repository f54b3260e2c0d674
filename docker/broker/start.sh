#!/bin/sh
# The broker lets in who knows the password in the address that the programs are given, so that it is stated in one
# place. It comes by standard input: among the words of a command anybody on the machine could read it.
set -eu
address=$(cat "${SECRETS:-/run/secrets}/redis_url")
password=${address#redis://:}
password=${password%@redis:6379/0}
if [ "$address" != "redis://:$password@redis:6379/0" ]; then
    echo "The secret redis_url must read redis://:PASSWORD@redis:6379/0." >&2
    exit 1
fi
case $password in *[!A-Za-z0-9]* | "" | PASSWORD)
    echo "The password in the secret redis_url must be letters and digits, such as \`openssl rand -hex 32\` prints." >&2
    exit 1 ;;
esac
exec valkey-server - "$@" <<CONFIGURATION
requirepass $password
CONFIGURATION
