using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Platen.Gateway.Api.Shared;

/// <summary>What OpenAPI says of a call, in one line.</summary>
internal static class EndpointDescriptions
{
    /// <summary>A call that answers with JSON.</summary>
    public static RouteHandlerBuilder Describe<T>(this RouteHandlerBuilder call, string name, string summary, int status = StatusCodes.Status200OK) =>
        call.WithName(name).WithSummary(summary).Produces<T>(status);

    /// <summary>A call that answers without a body.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder call, string name, string summary, int status = StatusCodes.Status204NoContent) =>
        call.WithName(name).WithSummary(summary).Produces(status);
}
