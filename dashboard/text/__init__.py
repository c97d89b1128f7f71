"""The dashboard's sentences about answers, plans, priorities, experts, mentors and budgets.

Every function is pure: released figures and a locale in, text out. Nothing here knows Streamlit.
"""
