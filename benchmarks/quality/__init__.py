"""How good it is: figures on gold, floors, and the gate that keeps them."""
