"""What the table asks of lists that pages show, by the API: what the radar found, what one owes, and what areas state."""

# amira ben cara dev eve anon hana ravi asha cole ana otto ada
ANSWERS = """
# --- What the radar found and what one owes, by the API
api_radar            GET    200   200   200-  403   403   401   200   200   200   403   403   403   403   {report}
api_shift            GET    200   200   200-  403   403   401   200-  200-  200-  200-  403   403   403   ASB-
# --- What areas state for case reviews, by the API
api_areas            GET    200   200   200   403   403   401   403   403   200   200   403   403   200   E07000071
api_procedure        GET    200   200   200   403   403   401   403   403   200   200   403   403   200   Complaints that are enough
# --- The board of orders, the clause library and what worked, by the API
api_order_board      GET    200   200   200-  403   403   401   403   403   200   403   403   403   403   Kai Marsh
api_clauses          GET    200   200   200-  403   403   401   403   403   200   403   403   403   403   dogs-lead
api_plan_library     GET    200   200   200   403   403   401   403   403   200   403   403   403   403   plans
# --- The record of looks and of disclosures, by the API
api_looks            GET    403   403   403   403   403   401   403   403   403   403   403   200   403   looks
api_disclosures      GET    403   403   403   403   403   401   403   403   403   403   403   200   403   results
"""
