"""A second test district, worded and styled by somebody who had not seen the readers that judge it."""
