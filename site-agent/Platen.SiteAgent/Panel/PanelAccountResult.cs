namespace Platen.SiteAgent.Panel;

/// <summary>What became of a card or a PIN that was asked for.</summary>
/// <param name="Pin">The PIN in clear, to be shown once; empty: a card was registered, or nothing was done.</param>
/// <param name="Refusal">Why nothing was done, for people; empty: it was done.</param>
/// <param name="Wait">When it was asked for too often: how long to wait.</param>
internal sealed record PanelAccountResult(string Pin, string Refusal, TimeSpan? Wait)
{
    public bool IsDone => Refusal.Length == 0;

    public static PanelAccountResult Done(string pin = "") => new(pin, "", null);

    public static PanelAccountResult Refused(string why) => new("", why, null);

    public static PanelAccountResult TooOften(TimeSpan wait) => new("", PanelTexts.AccountTooOften, wait);

    /// <summary>Without the PIN.</summary>
    public override string ToString() => IsDone ? "done" : "refused";
}
