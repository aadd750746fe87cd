namespace Platen.SiteAgent.Sessions;

/// <summary>The settings under <c>Panel</c> that concern logins and sessions.</summary>
internal sealed class PanelSessionOptions
{
    public const string Section = "Panel";

    /// <summary>A session ends after this time, however busy. 1 to 60 minutes.</summary>
    public TimeSpan SessionMax { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Failed logins that a device, and a source address, has free before it must wait. 1 to 100.</summary>
    public int FreeFailures { get; set; } = 5;

    /// <summary>One failure is forgiven after this time. 1 second to 1 hour.</summary>
    public TimeSpan FailureForgivenAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait after a failure; the first is a second, each further one twice as long. 1 second to 1 hour.</summary>
    public TimeSpan DelayMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long PIN or password may follow a card. 10 seconds to 5 minutes.</summary>
    public TimeSpan SecondPhaseMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Hash the PINs of jobs by PBKDF2 only, as FIPS 140 wants it. What the server hashed is verified whatever it names.</summary>
    public bool FipsPasswords { get; set; }

    /// <summary>PIN and password checks that run at once. They are slow by design, so this bounds the processor time that logins can take. 1 to 64.</summary>
    public int SlowChecks { get; set; } = 1;

    /// <summary>PIN and password checks that may wait for their turn. 1 to 1,000.</summary>
    public int SlowChecksWaiting { get; set; } = 16;
}
