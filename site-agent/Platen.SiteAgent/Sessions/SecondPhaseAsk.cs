namespace Platen.SiteAgent.Sessions;

/// <summary>What a panel must ask for after a card (AU04).</summary>
/// <param name="Ticket">Proves that the card was shown here; known to this panel alone.</param>
/// <param name="Accepts">What may follow.</param>
/// <param name="EndsIn">How long.</param>
internal sealed record SecondPhaseAsk(string Ticket, SecondPhase Accepts, TimeSpan EndsIn)
{
    /// <summary>Without the ticket.</summary>
    public override string ToString() => Accepts.ToString();
}
