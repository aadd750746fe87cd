using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platen.Gateway.Hosting;

namespace Platen.Gateway.Problems;

/// <summary>Gives a problem to whoever asked in the form that they read: people a page, programs a problem document.</summary>
internal sealed class ProblemWriter(IOptions<GatewayOptions> options)
{
    public Task WriteAsync(HttpContext context, ProblemHttpResult problem)
    {
        if (options.Value.ProblemPage is not { } page || !IsPerson(context.Request))
        {
            return problem.ExecuteAsync(context);
        }

        context.Response.StatusCode = problem.StatusCode;
        return page(context, problem.ProblemDetails.Title ?? "", problem.ProblemDetails.Detail ?? "");
    }

    private static bool IsPerson(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
