using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake;

/// <summary>What became of a document, in a code for protocols and in words for people.</summary>
internal sealed record IntakeResult(IntakeCode Code, string Message, HeldJob? Job = null)
{
    public bool IsAccepted => Code == IntakeCode.Accepted;
}
