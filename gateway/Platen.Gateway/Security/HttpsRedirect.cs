using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Platen.Gateway.Hosting;

namespace Platen.Gateway.Security;

/// <summary>Plain HTTP gets one answer only: where HTTPS is. Other methods than GET are refused, because a redirect would come after the secret was sent in clear.</summary>
internal sealed class HttpsRedirect(RequestDelegate next, IOptions<GatewayOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.IsHttps)
        {
            return next(context);
        }

        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync($"Use https, port {options.Value.HttpsPort}.\n", context.RequestAborted);
        }

        var host = new HostString(request.Host.Host, options.Value.HttpsPort);
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        context.Response.Headers.Location = $"https://{host.ToUriComponent()}{request.PathBase}{request.Path.ToUriComponent()}{request.QueryString}";
        return Task.CompletedTask;
    }
}
