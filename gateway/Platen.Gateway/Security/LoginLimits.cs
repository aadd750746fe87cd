using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platen.Gateway.Hosting;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions.Audit;

namespace Platen.Gateway.Security;

/// <summary>How often one address may try to log in or to set up: each try costs a slow hash, and guesses must stay slow (AU12 locks the user, this slows the address).</summary>
public static class LoginLimits
{
    /// <summary>Name of the policy; the console's own login and set-up pages ask for it too.</summary>
    public const string Policy = "logins";

    /// <summary>Name of the policy for programs that ask for tokens.</summary>
    public const string Programs = "programs";

    /// <summary>Name of the policy of the two ends of a login at the identity provider: a GET there is a try, and makes the server ask the provider.</summary>
    public const string RoundTripPolicy = "round-trips";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    internal static void AddLoginLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = RejectAsync;
        // looking at a page is no try
        options.AddPolicy(Policy, context => Posted(context, Options(context).LoginsPerMinute));
        options.AddPolicy(Programs, context => Posted(context, Options(context).ProgramCallsPerMinute));
        options.AddPolicy(RoundTripPolicy, context => Partition(context, Options(context).LoginsPerMinute));
    });

    private static RateLimitPartition<string> Posted(HttpContext context, int limit) => HttpMethods.IsPost(context.Request.Method) ? Partition(context, limit) : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Partition(HttpContext context, int limit)
    {
        var key = $"{context.Request.Path} {context.Connection.RemoteIpAddress}";
        return RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window, QueueLimit = 0 });
    }

    private static GatewayOptions Options(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value;

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var context = rejected.HttpContext;
        context.RequestServices.GetRequiredService<RefusalNotes>().Note(context, IAuditGrain.LoginThrottled);
        context.Response.Headers.RetryAfter = ((int)Window.TotalSeconds).ToString();
        var problem = ProblemAnswers.Of(StatusCodes.Status429TooManyRequests, ProblemCode.TooManyTries, "Too many tries from this address; wait a minute.");
        await context.RequestServices.GetRequiredService<ProblemWriter>().WriteAsync(context, problem);
    }
}
