"""Papers, their register and the encrypted shelf."""
