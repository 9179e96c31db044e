#!/bin/sh
# Makes the secrets that compose.yaml reads, once; one that is there already is left as it is.
# The folder is its owner's alone; the files in it can be read by the users inside the containers.
set -eu
folder="$(dirname "$0")/secrets"
mkdir -p "$folder"
chmod 700 "$folder"

keep() { # name, value
  [ -e "$folder/$1" ] && return
  printf '%s\n' "$2" > "$folder/$1"
  chmod 444 "$folder/$1"
  echo "made $folder/$1"
}
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

keep jwt_secret "$(random)"
keep data_secret "$(random)"
keep database_password "$(random)"
keep database_url "mysql://usapi:$(cat "$folder/database_password")@database:3306/usapi"
# A mail server and an SMS gateway, as SMTP_URL and SMS_URL take them. Until then a signup is answered 503.
keep smtp_url none
keep sms_url none
