"""The banked case: certificate, legal vehicle and clocks."""
