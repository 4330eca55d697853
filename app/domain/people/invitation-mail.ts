import { roleList, type Role } from "./role";

export const INVITATION_DAYS = 14;

/** The end of an invitation that is sent at an instant. */
export const invitationEnd = (at: Date): Date => new Date(at.getTime() + INVITATION_DAYS * 86_400_000);

/** The mail with the link; only whoever reads it can accept. */
export function invitationEmail(from: string, place: string, role: Role, token: string) {
  return {
    kind: "invitation",
    subject: `${from} invites you to Dovetail for ${place}`,
    body: [
      `${from} asks you to join ${place} on Dovetail, the marketplace for health and care technology, as ${roleList([role]).toLowerCase()}.`,
      { label: "To accept, open this page within 14 days", path: `/invitations/${token}` } as const,
      "If you do not know this person, you need not do anything.",
    ],
  };
}
