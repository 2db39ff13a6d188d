"""The operation table's lines for members, invitations and roles."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.features.accounts.permissions import Permission
from countermark.features.members.accept_invitation import AcceptInvitation, BrandJoined, accept_invitation
from countermark.features.members.change_member_role import ChangeMemberRole, change_member_role
from countermark.features.members.create_role import CreateRole, create_role
from countermark.features.members.delete_role import DeleteRole, delete_role
from countermark.features.members.get_member import GetMember, get_member
from countermark.features.members.invitation import Invitation
from countermark.features.members.invite_member import InviteMember, invite_member
from countermark.features.members.leave_brand import BrandLeft, LeaveBrand, leave_brand
from countermark.features.members.list_invitations import ListInvitations, list_invitations
from countermark.features.members.list_members import ListMembers, list_members
from countermark.features.members.list_roles import ListRoles, list_roles
from countermark.features.members.member import Member
from countermark.features.members.preview_invitation import InvitationPreview, PreviewInvitation, preview_invitation
from countermark.features.members.remove_member import RemoveMember, remove_member
from countermark.features.members.resend_invitation import ResendInvitation, resend_invitation
from countermark.features.members.revoke_invitation import RevokeInvitation, revoke_invitation
from countermark.features.members.role import Role
from countermark.features.members.transfer_ownership import TransferOwnership, transfer_ownership
from countermark.features.members.update_role import UpdateRole, update_role
from countermark.kit.cursors import Page

MEMBER_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=invite_member,
        request=InviteMember,
        result=Invitation,
        summary="Invite somebody into the brand, by mail",
        permission=Permission.MEMBERS_MANAGE,
        action=Action.MEMBER_INVITED,
    ),
    Operation(
        run=list_invitations,
        request=ListInvitations,
        result=Page[Invitation],
        summary="Invitations that wait for an answer, the newest first",
        permission=Permission.MEMBERS_READ,
    ),
    Operation(
        run=resend_invitation,
        request=ResendInvitation,
        result=Invitation,
        summary="Send an invitation again; the link sent before ends",
        permission=Permission.MEMBERS_MANAGE,
        action=Action.INVITATION_RESENT,
    ),
    Operation(
        run=revoke_invitation,
        request=RevokeInvitation,
        result=Invitation,
        summary="Take an invitation back",
        permission=Permission.MEMBERS_MANAGE,
        action=Action.INVITATION_REVOKED,
    ),
    Operation(
        run=preview_invitation,
        request=PreviewInvitation,
        result=InvitationPreview,
        summary="What an invitation is to, for whoever has its token",
        scope=Scope.PUBLIC,
    ),
    Operation(
        run=accept_invitation,
        request=AcceptInvitation,
        result=BrandJoined,
        summary="Accept an invitation; the caller becomes a member",
        action=Action.INVITATION_ACCEPTED,
        scope=Scope.USER,
    ),
    Operation(
        run=list_members,
        request=ListMembers,
        result=Page[Member],
        summary="The members of the brand, who joined last first",
        permission=Permission.MEMBERS_READ,
    ),
    Operation(
        run=get_member,
        request=GetMember,
        result=Member,
        summary="One member",
        permission=Permission.MEMBERS_READ,
    ),
    Operation(
        run=change_member_role,
        request=ChangeMemberRole,
        result=Member,
        summary="Give a member another role",
        permission=Permission.MEMBERS_MANAGE,
        action=Action.MEMBER_ROLE_CHANGED,
    ),
    Operation(
        run=remove_member,
        request=RemoveMember,
        result=Member,
        summary="Take a member out of the brand",
        permission=Permission.MEMBERS_MANAGE,
        action=Action.MEMBER_REMOVED,
    ),
    Operation(
        run=leave_brand,
        request=LeaveBrand,
        result=BrandLeft,
        summary="Leave a brand",
        action=Action.MEMBER_LEFT,
        scope=Scope.USER,
    ),
    Operation(
        run=transfer_ownership,
        request=TransferOwnership,
        result=Member,
        summary="Hand the brand over to another member",
        permission=Permission.MEMBERS_MANAGE,
        action=Action.OWNERSHIP_TRANSFERRED,
    ),
    Operation(
        run=list_roles,
        request=ListRoles,
        result=list[Role],
        summary="The roles of the brand, with what each allows",
        permission=Permission.MEMBERS_READ,
    ),
    Operation(
        run=create_role,
        request=CreateRole,
        result=Role,
        summary="Make a role of the brand's own",
        permission=Permission.ROLES_MANAGE,
        action=Action.ROLE_CREATED,
    ),
    Operation(
        run=update_role,
        request=UpdateRole,
        result=Role,
        summary="Change a role of the brand's own",
        permission=Permission.ROLES_MANAGE,
        action=Action.ROLE_UPDATED,
    ),
    Operation(
        run=delete_role,
        request=DeleteRole,
        result=Role,
        summary="Delete a role that nobody holds",
        permission=Permission.ROLES_MANAGE,
        action=Action.ROLE_DELETED,
    ),
)
