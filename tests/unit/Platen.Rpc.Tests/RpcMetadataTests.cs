namespace Platen.Rpc.Tests;

public sealed class RpcMetadataTests
{
    [Theory]
    [InlineData("X-Upper", "v", "lower-case")]
    [InlineData("x y", "v", "lower-case")]
    [InlineData("grpc-status", "0", "belongs to the protocol")]
    [InlineData("content-type", "v", "belongs to the protocol")]
    [InlineData("te", "v", "belongs to the protocol")]
    [InlineData("x-bytes-bin", "v", "-bin")]
    [InlineData("x-text", "ü", "AddBinary")]
    [InlineData("x-text", "a\r\nx-evil: 1", "AddBinary")]
    public void Add_WhatCannotTravel_IsRefusedWithTheFix(string key, string value, string expected)
    {
        Should.Throw<ArgumentException>(() => new RpcMetadata { { key, value } }).Message.ShouldContain(expected);
    }

    [Fact]
    public void AddBinary_KeyWithoutSuffix_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new RpcMetadata().AddBinary("x-bytes", [1])).Message.ShouldContain("-bin");
    }

    [Fact]
    public void Add_OverTheLimits_IsRefused()
    {
        var many = new RpcMetadata();
        for (var i = 0; i < RpcMetadata.EntriesMax; i++)
        {
            many.Add("x-many", "1");
        }

        Should.Throw<ArgumentException>(() => many.Add("x-many", "1"));
        Should.Throw<ArgumentException>(() => new RpcMetadata { { "x-big", new string('a', RpcMetadata.BytesMax) } });
    }

    [Fact]
    public void GetAll_RepeatedKey_KeepsTheOrder()
    {
        var metadata = new RpcMetadata { { "x-a", "1" }, { "x-b", "2" }, { "x-a", "3" } };

        metadata.GetAll("x-a").ShouldBe(["1", "3"]);
        metadata.Get("x-b").ShouldBe("2");
        metadata.Get("x-c").ShouldBeNull();
    }

    [Theory]
    [InlineData("AQID")]
    [InlineData("AQIDBA")]
    [InlineData("AQIDBA==")]
    public void TryGetBinary_WithOrWithoutPadding_IsRead(string wire)
    {
        var metadata = new RpcMetadata();
        metadata.AppendReceived("X-Bytes-Bin", wire);

        metadata.TryGetBinary("x-bytes-bin", out var value).ShouldBeTrue();
        value.ShouldBe(wire.Length == 4 ? [1, 2, 3] : [1, 2, 3, 4]);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("!!!!")]
    [InlineData("AQ=D")]
    public void TryGetBinary_NoBase64_IsFalse(string wire)
    {
        var metadata = new RpcMetadata();
        metadata.AppendReceived("x-bytes-bin", wire);

        metadata.TryGetBinary("x-bytes-bin", out _).ShouldBeFalse();
    }

    [Fact]
    public void AppendReceived_JoinedBytesAndReservedNames_AreSplitAndLeftOut()
    {
        var metadata = new RpcMetadata();
        metadata.AppendReceived("x-bytes-bin", "AQ,Ag, Aw==");
        metadata.AppendReceived("x-text", "a,b");
        metadata.AppendReceived("grpc-status", "0");
        metadata.AppendReceived(":path", "/");

        metadata.GetAll("x-bytes-bin").ShouldBe(["AQ", "Ag", "Aw=="]);
        metadata.GetAll("x-text").ShouldBe(["a,b"]);
        metadata.Count.ShouldBe(4);
    }

    [Fact]
    public void AppendFitting_MoreThanFits_TakesWhatDoes()
    {
        var received = new RpcMetadata();
        received.AppendReceived("x-big", new string('a', RpcMetadata.BytesMax));
        received.AppendReceived("x-latin", "caf\u00e9");
        received.AppendReceived("x-small", "1");
        var sent = new RpcMetadata();

        sent.AppendFitting(received);

        sent.ShouldHaveSingleItem().Key.ShouldBe("x-small");
    }
}
