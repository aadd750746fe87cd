namespace Platen.Domain.Mail;

/// <summary>What a user is told of that somebody else may have done to the own account. Each has its words and its advice in the texts.</summary>
public enum SecurityNotice
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>PIN and password are locked after wrong ones (AU12).</summary>
    Locked = 1,

    /// <summary>What follows the card is locked after wrong ones: somebody may have the card.</summary>
    SecondPhaseLocked = 2,

    /// <summary>A login was by a recovery code, in the place of the app.</summary>
    RecoveryCodeUsed = 3,
}
