using System.IO.Pipelines;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>One IPP request to one queue, with the document data that follows it.</summary>
internal sealed class IppCall
{
    public required IppMessage Request { get; init; }

    /// <summary>The octets behind the attributes: document data.</summary>
    public required PipeReader Body { get; init; }

    public required ReplicaQueue Queue { get; init; }

    /// <summary>The queue's URI as this client reaches it.</summary>
    public required string PrinterUri { get; init; }

    public required IntakeProtocol Protocol { get; init; }

    /// <summary>The client's address, without port.</summary>
    public required string Source { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    /// <summary>The name that the client claims; a claim, never an identity.</summary>
    public string ClaimedUser => Request.OperationAttributes.GetString(IppNames.RequestingUserName) ?? "";

    /// <summary>Begins the answer.</summary>
    public IppMessageBuilder Answer(IppStatus status, string? message = null) => IppMessageBuilder.Response(Request.Header, status, message);

    /// <summary>An answer without more than its status.</summary>
    public IppMessage Refuse(IppStatus status, string message) => Answer(status, message).Build();

    /// <summary>The answer to a document that was not taken.</summary>
    public IppMessage Refuse(IntakeResult refusal) => Refuse(
        refusal.Code switch
        {
            IntakeCode.QueueUnknown => IppStatus.NotFound,
            IntakeCode.OwnerUnknown => IppStatus.NotAuthorized,
            IntakeCode.Empty => IppStatus.BadRequest,
            IntakeCode.TooLarge => IppStatus.RequestEntityTooLarge,
            IntakeCode.Busy => IppStatus.Busy,
            IntakeCode.NotReady => IppStatus.NotAcceptingJobs,
            _ => IppStatus.TemporaryError,
        },
        refusal.Message);
}
