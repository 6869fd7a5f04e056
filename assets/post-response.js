// Goes on to the account without a click; the button stays for browsers without scripts.
document.getElementById('post-response').submit();
