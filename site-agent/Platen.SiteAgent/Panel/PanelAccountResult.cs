using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel;

/// <summary>What became of a card or a PIN that was asked for.</summary>
/// <param name="Pin">The PIN in clear, to be shown once; empty: a card was registered, or nothing was drawn.</param>
/// <param name="Pending">What it means that the server decides later, for people; empty: it was done, or refused.</param>
/// <param name="Refusal">Why nothing was done, for people; empty: it was done, or is pending.</param>
/// <param name="Wait">When it was asked for too often: how long to wait.</param>
internal sealed record PanelAccountResult(string Pin, string Pending, string Refusal, TimeSpan? Wait)
{
    public bool IsRefused => Refusal.Length > 0;

    public static PanelAccountResult Of(CredentialAnswer answer) => answer.Code switch
    {
        CredentialAnswerCode.Done => new PanelAccountResult(answer.Pin, "", "", null),
        CredentialAnswerCode.Pending => new PanelAccountResult("", answer.Message, "", null),
        _ => Refused(answer.Message),
    };

    public static PanelAccountResult Refused(string why) => new("", "", why, null);

    public static PanelAccountResult TooOften(TimeSpan wait) => new("", "", PanelTexts.AccountTooOften, wait);

    /// <summary>Without the PIN.</summary>
    public override string ToString() => IsRefused ? "refused" : Pending.Length > 0 ? "pending" : "done";
}
