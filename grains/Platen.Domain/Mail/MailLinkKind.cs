namespace Platen.Domain.Mail;

/// <summary>What a link in a mail opens. Stored by number.</summary>
public enum MailLinkKind
{
    /// <summary>Nothing: made so that a request takes as long for an address that is known as for one that is not.</summary>
    Nothing = 0,

    /// <summary>Makes the account (AU01).</summary>
    Registration = 1,

    /// <summary>Sets a new password.</summary>
    PasswordReset = 2,
}
