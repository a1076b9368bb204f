"""What there is: the estate, its assets, teams and places, as people wrote them."""
