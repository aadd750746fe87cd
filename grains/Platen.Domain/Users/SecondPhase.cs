namespace Platen.Domain.Users;

/// <summary>What is asked for after an ID card (AU04). The values are sets: <see cref="PinOrPassword"/> is both, of which one is enough.</summary>
public enum SecondPhase
{
    /// <summary>Nothing is asked for here.</summary>
    Unspecified = 0,

    /// <summary>The user's PIN.</summary>
    Pin = 1,

    /// <summary>The user's password.</summary>
    Password = 2,

    /// <summary>PIN or password, as the user likes.</summary>
    PinOrPassword = 3,
}
