"""The post: getting digests to those they are for, each once, whatever happens on the way."""
