using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Intake;

/// <summary>What the sender says about a document. Claims, never an identity.</summary>
/// <param name="User">The user's name; empty: the protocol carries none.</param>
/// <param name="Title">The document's name; empty: the protocol carries none.</param>
/// <param name="Copies">Copies asked for outside the document; null: not said.</param>
/// <param name="Sides">Sides asked for outside the document.</param>
internal sealed record JobClaims(string User, string Title, int? Copies = null, Sides Sides = Sides.Unspecified)
{
    /// <summary>Who the sender has proven to be; this one, and no claim, is the owner. Null: nothing was proven.</summary>
    public ReplicaUser? Authenticated { get; init; }

    /// <summary>The login name in a client certificate that was verified; empty: none was shown.</summary>
    public string CertificateUser { get; init; } = "";

    /// <summary>What to charge; empty: not said.</summary>
    public string Account { get; init; } = "";

    /// <summary>Whom to charge; empty: not said.</summary>
    public string AccountingUser { get; init; } = "";

    /// <summary>What else the sender asked for; null: nothing.</summary>
    public JobTicket? Ticket { get; init; }
}
