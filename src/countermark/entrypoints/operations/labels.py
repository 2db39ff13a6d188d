"""The operation table's lines for codes and labels."""

from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.labels.get_code_image import CodeImage, GetCodeImage, get_code_image

LABEL_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=get_code_image,
        request=GetCodeImage,
        result=CodeImage,
        summary="The code of a unit, lot or product as a file",
        permission=Permission.MINT_READ,
    ),
)
