namespace Platen.SiteAgent.Sessions;

/// <summary>What somebody presents at a panel. Never logged.</summary>
internal abstract record PanelCredential
{
    /// <summary>No credential is longer; longer ones are refused unread.</summary>
    public const int CharsMax = 128;

    private PanelCredential()
    {
    }

    /// <summary>Never shows the secret.</summary>
    public sealed override string ToString() => GetType().Name;

    internal sealed record Pin(string Digits) : PanelCredential;

    internal sealed record Card(string Number) : PanelCredential;

    internal sealed record Password(string LoginName, string Secret) : PanelCredential;

    /// <summary>From the one input that takes a typed PIN as well as what a keyboard-wedge card reader types.</summary>
    internal sealed record PinOrCard(string Text) : PanelCredential;
}
