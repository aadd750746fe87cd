using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Server;

/// <summary>Lets only gRPC requests through to the fallback, so that it takes nothing from web pages and REST.</summary>
internal sealed class RpcRequestConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
    {
        return httpContext is { Request: var request } && HttpMethods.IsPost(request.Method) && RpcHeader.IsRpcContentType(request.ContentType);
    }
}
