"""Mail: put down in the transaction of what it is about, sent by a worker.

``post_mail`` is the way in. A mail exists if and only if its transaction commits.
"""

from countermark.mails.letter import Letter
from countermark.mails.post_mail import post_mail

__all__ = ["Letter", "post_mail"]
