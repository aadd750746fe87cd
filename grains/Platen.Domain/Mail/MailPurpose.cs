namespace Platen.Domain.Mail;

/// <summary>Why a mail is sent. Stored by number; only ever grows.</summary>
public enum MailPurpose
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>An administrator tries the settings.</summary>
    Test = 1,

    /// <summary>The link by which somebody who registers shows that the address is theirs (AU01).</summary>
    Registration = 2,

    /// <summary>Somebody registers with the address of a user.</summary>
    AlreadyRegistered = 3,

    /// <summary>The account is there.</summary>
    Welcome = 4,

    /// <summary>The account is there, with its PIN.</summary>
    WelcomePin = 5,

    /// <summary>The account is there and waits for an administrator.</summary>
    Waiting = 6,

    /// <summary>To the one who approves: somebody waits.</summary>
    ApprovalWanted = 7,

    /// <summary>An administrator approved the account.</summary>
    Approved = 8,

    /// <summary>The link by which a forgotten password is replaced.</summary>
    PasswordReset = 9,

    /// <summary>A forgotten password that is not ours to replace.</summary>
    PasswordElsewhere = 10,

    /// <summary>How the user logs in was changed.</summary>
    CredentialChanged = 11,

    /// <summary>The report of provider contracts, to a recipient outside (AZ11).</summary>
    ProviderContractsReport = 120,

    /// <summary>The report of customer contracts, to a recipient outside (AZ11).</summary>
    CustomerContractsReport = 121,

    /// <summary>The history of contracts, to a recipient outside (AZ11).</summary>
    ContractHistoryReport = 122,

    /// <summary>Something happened to the user's account that somebody else may have done.</summary>
    SecurityNotice = 140,
}
