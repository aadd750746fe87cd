namespace Platen.SiteAgent.Sessions;

/// <summary>What became of a card or a PIN that somebody asked for at the panel.</summary>
/// <param name="Code">How it ended.</param>
/// <param name="Pin">The PIN in clear, to be shown once; empty: none was drawn.</param>
/// <param name="Message">Why nothing was done, or what pending means, for people; empty: it was done.</param>
internal sealed record CredentialAnswer(CredentialAnswerCode Code, string Pin, string Message)
{
    public static CredentialAnswer Done(string pin = "") => new(CredentialAnswerCode.Done, pin, "");

    public static CredentialAnswer Pending(string what) => new(CredentialAnswerCode.Pending, "", what);

    public static CredentialAnswer Refused(string why) => new(CredentialAnswerCode.Refused, "", why);

    /// <summary>Without the PIN.</summary>
    public override string ToString() => Code.ToString();
}
