#!/bin/sh
# Run once, by the database's own image, when its data folder is made: the two roles and the database of the owner
# (docs/decisions/0001). The logins are read from the addresses that the application is given, so that each password
# is stated in one place.
set -eu
folder=${SECRETS:-/run/secrets}

# Print the password in the address of a role, or say what is wrong with it and stop before anything is made.
password_of() {
    address=$(cat "$folder/$2")
    case $address in "postgres://$1:"*@*/asbcases) ;; *)
        echo "The secret $2 must read postgres://$1:PASSWORD@HOST/asbcases." >&2
        exit 1 ;;
    esac
    password=${address#"postgres://$1:"}
    password=${password%@*}
    case $password in *[!A-Za-z0-9]* | "" | PASSWORD)
        echo "The password in the secret $2 must be letters and digits, such as \`openssl rand -hex 32\` prints." >&2
        exit 1 ;;
    esac
    printf %s "$password"
}

OWNER_PASSWORD=$(password_of asbcases_owner database_owner_url)
APP_PASSWORD=$(password_of asbcases_app database_url)
export OWNER_PASSWORD APP_PASSWORD

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
CREATE ROLE asbcases_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE asbcases_app LOGIN PASSWORD :'app_password';
CREATE DATABASE asbcases OWNER asbcases_owner;
SQL
