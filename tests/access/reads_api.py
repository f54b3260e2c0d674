"""What the table asks of lists that pages show, by the API: what the radar found."""

# amira ben cara dev eve anon hana ravi asha cole ana otto ada
ANSWERS = """
# --- What the radar found, by the API
api_radar            GET    200   200   200-  403   403   401   200   200   200   403   403   403   403   {report}
"""
