"""What the table asks of lists that pages show, by the API: what the radar found, what one owes, and what areas state."""

# amira ben cara dev eve anon hana ravi asha cole ana otto ada
ANSWERS = """
# --- What the radar found and what one owes, by the API
api_radar            GET    200   200   200-  403   403   401   200   200   200   403   403   403   403   {report}
api_shift            GET    200   200   200-  403   403   401   200-  200-  200-  200-  403   403   403   ASB-
# --- What areas state for case reviews, by the API
api_areas            GET    200   200   200   403   403   401   403   403   200   200   403   403   200   E07000071
api_procedure        GET    200   200   200   403   403   401   403   403   200   200   403   403   200   Complaints that are enough
"""
