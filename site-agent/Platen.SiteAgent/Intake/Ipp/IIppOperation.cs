using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>One IPP operation.</summary>
internal interface IIppOperation
{
    /// <summary>Its operation-id.</summary>
    IppOperation Code { get; }

    /// <summary>Whether it makes a job, or asks whether one could be made: those need a password where the site demands one.</summary>
    bool MakesJobs => false;

    /// <summary>Does it, and answers; the request's form has been checked.</summary>
    ValueTask<IppMessage> RunAsync(IppCall call);
}
