using System.IO.Pipelines;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Access;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>One IPP request to one queue, with the document data that follows it.</summary>
internal sealed class IppCall
{
    public required IppMessage Request { get; init; }

    /// <summary>The octets behind the attributes: document data.</summary>
    public required PipeReader Body { get; init; }

    public required ReplicaQueue Queue { get; init; }

    /// <summary>What the paper side of the queue can do.</summary>
    public required PrinterTraits Traits { get; init; }

    /// <summary>The queue's URI as this client reaches it.</summary>
    public required string PrinterUri { get; init; }

    /// <summary>The same server's root for web pages, such as <c>https://print:8631</c>.</summary>
    public required string WebRoot { get; init; }

    public required IntakeProtocol Protocol { get; init; }

    public required IppCaller Caller { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Begins the answer.</summary>
    public IppMessageBuilder Answer(IppStatus status, string? message = null) => IppMessageBuilder.Response(Request.Header, status, message);

    /// <summary>Begins the answer to a request of which some attributes were ignored, and names these.</summary>
    public IppMessageBuilder AnswerIgnoring(IReadOnlyList<IppAttribute> ignored) =>
        ignored.Count == 0 ? Answer(IppStatus.Ok) : Unsupported(Answer(IppStatus.OkIgnoredOrSubstitutedAttributes, "Some attributes or values are not supported and were ignored."), ignored);

    /// <summary>An answer without more than its status.</summary>
    public IppMessage Refuse(IppStatus status, string message) => Answer(status, message).Build();

    /// <summary>Refuses because of attributes, and names these.</summary>
    public IppMessage Refuse(string message, params IReadOnlyList<IppAttribute> unsupported) => Unsupported(Answer(IppStatus.AttributesOrValuesNotSupported, message), unsupported).Build();

    /// <summary>The answer to a document that was not taken.</summary>
    public IppMessage Refuse(IntakeResult refusal) => Refuse(
        refusal.Code switch
        {
            IntakeCode.QueueUnknown => IppStatus.NotFound,
            IntakeCode.OwnerUnknown => IppStatus.NotAuthorized,
            IntakeCode.Empty => IppStatus.BadRequest,
            IntakeCode.TooLarge => IppStatus.RequestEntityTooLarge,
            IntakeCode.Busy => IppStatus.Busy,
            IntakeCode.QuotaReached => IppStatus.AccountLimitReached,
            IntakeCode.Unsafe => IppStatus.DocumentFormatError,
            IntakeCode.NotReady => IppStatus.NotAcceptingJobs,
            _ => IppStatus.TemporaryError,
        },
        refusal.Message);

    private static IppMessageBuilder Unsupported(IppMessageBuilder answer, IReadOnlyList<IppAttribute> attributes)
    {
        answer.Group(IppTag.UnsupportedAttributes);
        foreach (var attribute in attributes)
        {
            answer.Add(attribute);
        }

        return answer;
    }
}
