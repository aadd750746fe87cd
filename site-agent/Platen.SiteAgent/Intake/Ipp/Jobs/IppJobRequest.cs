using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>What a request to print asks for, checked.</summary>
/// <param name="Claims">What comes with the document.</param>
/// <param name="Ignored">Attributes that were not understood or cannot be done, and that the client does not insist on.</param>
internal sealed record IppJobRequest(JobClaims Claims, IReadOnlyList<IppAttribute> Ignored);
