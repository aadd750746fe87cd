namespace Platen.Domain.Mail;

/// <summary>What was changed of how somebody logs in. Each has its words in the texts.</summary>
public enum CredentialChange
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The password, by the user or an administrator.</summary>
    Password = 1,

    /// <summary>The password, by a mailed link.</summary>
    PasswordReset = 2,

    /// <summary>A new PIN was drawn.</summary>
    Pin = 3,

    /// <summary>A card was added.</summary>
    CardAdded = 4,

    /// <summary>A card was removed.</summary>
    CardRemoved = 5,

    /// <summary>The e-mail address; the former one is told, too.</summary>
    Email = 6,

    /// <summary>The login name.</summary>
    LoginName = 7,

    /// <summary>A personal token was made.</summary>
    Token = 8,

    /// <summary>A second factor was set up.</summary>
    FactorSetUp = 9,

    /// <summary>The second factor was taken away.</summary>
    FactorRemoved = 10,

    /// <summary>Somebody else set an initial password.</summary>
    PasswordGiven = 140,
}
