namespace Platen.Console.Shared;

/// <summary>What was just done, by a word in the address: the words are fixed, so that no link can put text of its own into the page.</summary>
internal static class Notes
{
    public static string Text(string word) => word switch
    {
        "saved" => "Saved.",
        "added" => "Added.",
        "recipient-is-user" => "Saved. Note that the address belongs to a user here.",
        "removed" => "Removed.",
        "revoked" => "The agent is shut out.",
        "fence-accepted" => "The agent may go on; it does so with its next attempt, within seconds if it runs.",
        "fence-dismissed" => "The mark is taken away. If the agent comes again as it was, it is fenced again.",
        "parked-applied" => "Applied. The record is as if the event had come in its time.",
        "parked-discarded" => "Given up. The audit log keeps what it was, and your reason.",
        "deleting" => "The agent is asked to delete the job; it shows here when it has.",
        "releasing" => "The agent is asked to print the job; it shows here when it has.",
        "claimed" => "The job is being given to its new owner; it shows here when the agent has done it.",
        "lost-release" => "The branch that holds the job is asked to take it back; it shows here when it has.",
        "password" => "The password is changed. All sessions and tokens with the former one have ended.",
        "set-up" => "The set-up is done. Log in with the name and the password you have just chosen.",
        "session-ended" => "Ended.",
        "logged-out" => "You are logged out.",
        "throttle-ended" => "Panels are as fast as ever again, within seconds at branches that are online.",
        "program-ended" => "The program may not act any more; what it held has ended.",
        "client-shut-out" => "The client is shut out. Its tokens have ended.",
        "backup-begun" => "A backup is being made.",
        "mail-released" => "The mail is tried again within seconds.",
        "password-replaced" => "The password is set. All sessions and tokens with the former one have ended. Log in with the new one.",
        "approved" => "The account is approved; its owner gets a mail.",
        "credit-booked" => "Booked; it stands in the statement below.",
        "unlocked" => "The lock is off.",
        _ => "",
    };
}
