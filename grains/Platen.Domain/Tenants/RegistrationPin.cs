namespace Platen.Domain.Tenants;

/// <summary>How somebody who registers learns the PIN, which the system draws (AU01, AU05).</summary>
public enum RegistrationPin
{
    /// <summary>On the page on which the password was chosen, once.</summary>
    Shown = 0,

    /// <summary>By mail.</summary>
    Mailed = 1,
}
