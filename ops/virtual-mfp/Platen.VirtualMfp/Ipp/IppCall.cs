using System.IO.Pipelines;
using Platen.Protocols.Ipp;

namespace Platen.VirtualMfp.Ipp;

/// <summary>A request, the document that may follow it, and the URI by which the client knows the printer.</summary>
internal sealed record IppCall(IppMessage Request, PipeReader Document, Uri PrinterUri, CancellationToken CancellationToken)
{
    internal IppAttributeGroup Attributes => Request.OperationAttributes;

    internal IppMessageBuilder Respond(IppStatus status, string? message = null) => IppMessageBuilder.Response(Request.Header, status, message);

    internal IppMessage Fail(IppStatus status, string message) => Respond(status, message).Build();
}
