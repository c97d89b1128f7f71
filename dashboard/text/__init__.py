"""Sentences about answers, plans and priorities. Pure: facts and a locale in, text out."""
