using Platen.Rpc.Wire;

namespace Platen.Rpc.Tests.Wire;

public sealed class RpcHeaderTests
{
    [Theory]
    [InlineData("application/grpc", true)]
    [InlineData("application/grpc+proto", true)]
    [InlineData("Application/GRPC", true)]
    [InlineData("application/grpc; charset=utf-8", true)]
    [InlineData("application/grpc+proto ;x=y", true)]
    [InlineData("application/grpc+json", false)]
    [InlineData("application/grpc-web", false)]
    [InlineData("application/grpc-web+proto", false)]
    [InlineData("application/grpcx", false)]
    [InlineData("application/json", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsRpcContentType_Value_IsJudged(string? contentType, bool expected)
    {
        RpcHeader.IsRpcContentType(contentType).ShouldBe(expected);
    }
}
