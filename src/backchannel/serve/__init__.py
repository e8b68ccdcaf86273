"""`backchannel serve`: the site on this machine's own address, built again at each edit, its open pages reloaded."""
