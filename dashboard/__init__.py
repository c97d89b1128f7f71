"""The dashboard: Streamlit pages over the public face of `metrics`."""
